/** The desktop entry: composes the service and the desktop around it, and nothing else. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { Desktop } from './desktop/desktop.ts';
import { sandboxRenderers } from './desktop/pages/guards.ts';
import { allowDevelopmentServer, registerPagesScheme } from './desktop/pages/scheme.ts';
import { isFirstInstance, tellWhyNotStarted } from './desktop/lifecycle/single-instance.ts';
import { startOptions } from './desktop/lifecycle/start-options.ts';
import { RpopService } from './service/rpop-service.ts';
import { resolveDataFolder } from './store/data-folder.ts';

/** As the package's configuration has it (`appId`). */
const APPLICATION_ID = 'org.rpop.desktop';

// Before the first file operation: messages are flushed by so many threads at once.
process.env['UV_THREADPOOL_SIZE'] ??= '64';

// What has to be said before Electron is ready, and before the first await.
sandboxRenderers();
registerPagesScheme();
if (!app.isPackaged && process.env['RPOP_PAGES_FROM'] !== undefined) allowDevelopmentServer();
app.setName('RPOP');
// Windows shows notifications of known applications only; elsewhere there is no such call.
if (process.platform === 'win32') app.setAppUserModelId(APPLICATION_ID);
const options = startOptions(process.argv.slice(app.isPackaged ? 1 : 2));
const dataFolder = resolveDataFolder({ option: options.data });
app.setPath('userData', join(dataFolder, 'window'));

let desktop: Desktop | undefined;
if (isFirstInstance(() => desktop?.show())) {
  await app.whenReady();
  try {
    const service = await RpopService.open({ dataFolder, env: process.env, asksWindow: true });
    desktop = await Desktop.open(service, { dataFolder, files: dirname(fileURLToPath(import.meta.url)) });
    desktop.start(options);
  } catch (error) {
    tellWhyNotStarted(error);
    app.exit(1);
  }
} else {
  app.exit(0);
}
