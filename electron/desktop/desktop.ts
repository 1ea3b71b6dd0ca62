import { join } from 'node:path';
import { app, Menu, nativeTheme } from 'electron';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ServiceEvent } from '../../shared/events.ts';
import type { AppFacts, Place } from '../../shared/ipc.ts';
import type { DesktopSettings } from '../../shared/settings.ts';
import { askOf } from '../control/answer.ts';
import { controlAddress } from '../control/control-address.ts';
import { ControlServer } from '../control/control-server.ts';
import { systemTimers } from '../logging/timers.ts';
import type { RpopService } from '../service/rpop-service.ts';
import { appFacts } from './app-facts.ts';
import { applicationMenu } from './application-menu.ts';
import { watchSurroundings } from './surroundings.ts';
import { endWell } from './lifecycle/ending.ts';
import { applyStartAtLogin, startedAtLogin } from './lifecycle/login-item.ts';
import type { StartOptions } from './lifecycle/start-options.ts';
import { Announcer } from './notifications/announcer.ts';
import { Notifications } from './notifications/notifications.ts';
import { guardWebContents } from './pages/guards.ts';
import { servePages } from './pages/scheme.ts';
import { windowAnswers } from './requests/desktop-answers.ts';
import { Dialogs } from './requests/dialogs.ts';
import { MessageCopies } from './requests/message-copies.ts';
import { refusalLog } from './requests/refusal-log.ts';
import { answerWindowRequests } from './requests/window-requests.ts';
import { hasTray } from './tray/tray-presence.ts';
import { traySummary } from './tray/tray-summary.ts';
import { TrayIcon } from './tray/tray.ts';
import { MainWindow } from './window/main-window.ts';
import { StatusFeed } from './window/status-feed.ts';
import { WindowMemory } from './window/window-memory.ts';

/** The tray follows the service this often at most. */
const TRAY_EVERY_MS = 500;

export interface DesktopOptions {
  readonly dataFolder: string;
  /** Where the build is: the preload, the pages, the icons. */
  readonly files: string;
}

/** The window, the tray, the notifications and the command line's channel, around a service. */
export class Desktop {
  readonly #service: RpopService;
  readonly #options: DesktopOptions;
  readonly #facts: AppFacts;
  readonly #control: ControlServer;
  readonly #memory: WindowMemory;
  readonly #window: MainWindow;
  readonly #feed: StatusFeed;
  readonly #notifications = new Notifications();
  readonly #announcer: Announcer;
  readonly #copies = new MessageCopies();
  #tray: TrayIcon | undefined;
  #trayPlanned = false;
  #applied: string | undefined;
  #endSurroundings: (() => void) | undefined;

  private constructor(service: RpopService, options: DesktopOptions, facts: AppFacts) {
    this.#service = service;
    this.#options = options;
    this.#facts = facts;
    this.#control = new ControlServer(askOf(service));
    this.#memory = new WindowMemory(options.dataFolder);
    this.#window = new MainWindow({
      preload: join(options.files, 'preload.cjs'),
      icon: join(options.files, '..', 'electron', 'desktop', 'icons', 'icon.png'),
      memory: this.#memory,
      background: () => (nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff'),
      hidesOnClose: () => this.#hidesOnClose(),
      onWatched: (watched) => {
        if (watched) this.#feed.open();
        else this.#feed.close();
      },
      onFailed: (error) => {
        const words = error instanceof Error ? error.message : String(error);
        this.#log('critical', `The window's page failed: ${words}`, 'window-failed');
      },
    });
    this.#feed = new StatusFeed({
      status: () => service.status(),
      passphraseWanted: () => service.passphraseWanted,
      send: (event) => {
        this.#window.send(event);
      },
      timers: systemTimers,
      now: () => performance.now(),
    });
    this.#announcer = new Announcer({
      show: ({ place, ...text }) => {
        this.#notifications.show(text, () => {
          this.#window.show(place);
        });
      },
      settings: () => this.#settings,
      connection: (id) => service.configuration.connections.find(id),
      looking: () => this.#window.focused,
      timers: systemTimers,
      locale: facts.locale,
    });
  }

  /** Nothing is shown yet. Electron has to be ready. */
  static async open(service: RpopService, options: DesktopOptions): Promise<Desktop> {
    const desktop = new Desktop(service, options, appFacts(await hasTray(process.platform)));
    desktop.#serveWindow();
    await desktop.#control.listen(controlAddress(options.dataFolder));
    return desktop;
  }

  /** Begins to fetch, and shows what is to be seen. */
  start({ hidden }: StartOptions): void {
    endWell(() => this.#stop());
    app.on('activate', () => {
      this.show();
    });
    app.on('window-all-closed', () => {
      if (!this.#hidesOnClose()) app.quit();
    });
    this.#service.subscribe((event) => {
      this.#onEvent(event);
    });
    this.#service.log.subscribe((event) => {
      this.#feed.log(event);
    });
    this.#endSurroundings = watchSurroundings(this.#service, {
      onLocked: (locked) => {
        this.#announcer.locked(locked);
      },
    });
    this.#service.start({ schedule: true });
    this.#applySettings();
    this.#showMenus();
    this.#follow();
    if (!hidden && !(startedAtLogin() && this.#settings.startHidden)) this.show();
    else if (!this.#facts.tray) this.#window.showMinimized();
  }

  show(place?: Place): void {
    this.#window.show(place);
  }

  get #settings(): DesktopSettings {
    return this.#service.configuration.settings.current.desktop;
  }

  #serveWindow(): void {
    const { dataFolder, files } = this.#options;
    const ask = askOf(this.#service);
    const log = refusalLog((message) => {
      this.#log('warning', message, 'request-refused');
    }, Date.now);
    guardWebContents(log);
    // Only where one develops: a package serves what is in it.
    const developmentServer = app.isPackaged ? undefined : process.env['RPOP_PAGES_FROM'];
    servePages(join(files, 'renderer'), developmentServer);
    answerWindowRequests({
      window: () => this.#window.contents,
      refused: log,
      crashed: (method, error) => {
        const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.#log('critical', `The request ${method} of the window failed: ${words}`, 'internal');
      },
      answer: windowAnswers({
        ask,
        dataFolder,
        facts: this.#facts,
        dialogs: new Dialogs(() => this.#window.window),
        messagePath: (folder, file) => this.#service.messagePath(folder, file),
        copies: this.#copies,
        takePlace: () => this.#window.takePlace(),
        logWasRead: () => {
          this.#feed.logWasRead();
        },
      }),
    });
  }

  #showMenus(): void {
    const actions = {
      open: (place?: Place) => {
        this.show(place);
      },
      fetchAll: () => {
        this.#fetchAll();
      },
      pause: (forMs?: number) => {
        this.#service.pause(forMs === undefined ? {} : { until: Date.now() + forMs });
      },
      resume: () => {
        this.#service.resume({});
      },
      quit: () => {
        app.quit();
      },
      addConnection: () => {
        this.show({ page: 'connections', action: 'add' });
      },
      settings: () => {
        this.show({ page: 'settings' });
      },
    };
    const menu = applicationMenu(actions, {
      macOs: process.platform === 'darwin',
      development: !app.isPackaged,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
    if (!this.#facts.tray) return;
    const { locale } = this.#facts;
    const icons = join(this.#options.files, '..', 'electron', 'desktop', 'icons');
    this.#tray = new TrayIcon(traySummary(this.#service.status(), locale), { icons, actions, locale });
  }

  #onEvent(event: ServiceEvent): void {
    this.#feed.event(event);
    switch (event.type) {
      case 'new-mail':
        this.#announcer.newMail(event);
        break;
      case 'configuration-changed':
        this.#applySettings();
        break;
      case 'passphrase-wanted':
        // Only its page can ask for it.
        this.show();
        break;
      case 'log':
      case 'progress':
      case 'status-changed':
      case 'folder-created':
      case 'test-step':
        break;
    }
    this.#planTray();
  }

  #planTray(): void {
    if (this.#trayPlanned) return;
    this.#trayPlanned = true;
    systemTimers.setTimer(TRAY_EVERY_MS, () => {
      this.#trayPlanned = false;
      this.#follow();
    });
  }

  /** The tray and the notifications look at how things are. */
  #follow(): void {
    const status = this.#service.status();
    this.#announcer.look(status.connections);
    this.#tray?.show(traySummary(status, this.#facts.locale));
  }

  #fetchAll(): void {
    for (const { id } of this.#service.configuration.connections.all) {
      // How it ended is in the status and in the log.
      this.#service.fetch({ connection: id, larger: false }).catch(() => undefined);
    }
  }

  #hidesOnClose(): boolean {
    if (!this.#facts.tray || !this.#settings.closeToTray) return false;
    if (!this.#memory.toldOfTray) {
      this.#memory.remember({ toldOfTray: true });
      const body =
        'It goes on fetching. Its icon in the tray brings the window back; quitting is in its menu.';
      this.#notifications.show({ title: 'RPOP is still here', body }, () => {
        this.show();
      });
    }
    return true;
  }

  /** What is set takes effect at once. */
  #applySettings(): void {
    const { appearance, startAtLogin, startHidden } = this.#settings;
    if (nativeTheme.themeSource !== appearance) nativeTheme.themeSource = appearance;
    const login = JSON.stringify({ startAtLogin, startHidden });
    // Nothing is written before the user wanted it once.
    if (this.#applied === login || (this.#applied === undefined && !startAtLogin)) {
      this.#applied = login;
      return;
    }
    this.#applied = login;
    applyStartAtLogin({ startAtLogin, startHidden }).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      this.#log('error', `Starting at login could not be set: ${words}`, 'start-at-login');
    });
  }

  #log(eventType: 'warning' | 'error' | 'critical', message: string, code: ErrorCode): void {
    this.#service.log.write({ type: 'log', eventType, at: Date.now(), connection: undefined, message, code });
  }

  async #stop(): Promise<void> {
    // Ending sessions well takes its time, but not the user's.
    this.#window.hide();
    this.#endSurroundings?.();
    this.#feed.close();
    await this.#control.close();
    await this.#service.stop();
    this.#tray?.close();
    await this.#copies.remove();
  }
}
