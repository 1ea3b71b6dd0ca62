import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import { DocumentFile } from '../../store/document-file.ts';
import { StoreError } from '../../store/store-error.ts';
import { DesktopError } from './desktop-error.ts';

/** A configuration of 100,000 connections is smaller. */
const LARGEST_DOCUMENT_OCTETS = 50_000_000;

const JSON_FILES: FileFilter = { name: 'RPOP configuration', extensions: ['json'] };

/** The system's dialogs. Each resolves to undefined when the user thought better of it. */
export class Dialogs {
  readonly #window: () => BrowserWindow | undefined;

  constructor(window: () => BrowserWindow | undefined) {
    this.#window = window;
  }

  chooseCaFile(): Promise<string | undefined> {
    return this.#open({
      title: 'Certificates to trust',
      properties: ['openFile'],
      filters: [
        { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
  }

  chooseMailRoot(): Promise<string | undefined> {
    return this.#open({ title: 'Mail root', properties: ['openDirectory', 'createDirectory'] });
  }

  /** Returns the path that was written. Throws StoreError. */
  async saveText(
    name: string,
    text: string,
    filters: readonly FileFilter[] = [],
  ): Promise<string | undefined> {
    const options = {
      // What a page calls a file is a suggestion, never a path.
      defaultPath: join(app.getPath('documents'), basename(name.replaceAll('\\', '/')) || 'rpop.txt'),
      filters: [...filters],
    };
    const window = this.#window();
    const { canceled, filePath } = await (window === undefined
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    if (canceled || filePath === '') return undefined;
    await new DocumentFile(filePath).write(text);
    return filePath;
  }

  saveConfiguration(document: object): Promise<string | undefined> {
    const day = new Date().toISOString().slice(0, 10);
    const text = `${JSON.stringify(document, undefined, 2)}\n`;
    return this.saveText(`rpop-configuration-${day}.json`, text, [JSON_FILES]);
  }

  /** Throws StoreError and DesktopError. */
  async openConfiguration(): Promise<unknown> {
    const path = await this.#open({
      title: 'Import a configuration',
      properties: ['openFile'],
      filters: [JSON_FILES],
    });
    if (path === undefined) return undefined;
    const text = await readDocument(path);
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new DesktopError(`${path} is not JSON.`, {
        code: 'document-not-understood',
        hint: 'Choose a file that RPOP exported.',
        cause,
      });
    }
  }

  async #open(options: OpenDialogOptions): Promise<string | undefined> {
    const window = this.#window();
    const { canceled, filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? undefined : filePaths[0];
  }
}

async function readDocument(path: string): Promise<string> {
  let octets: number;
  try {
    octets = (await stat(path)).size;
    if (octets <= LARGEST_DOCUMENT_OCTETS) return await readFile(path, 'utf8');
  } catch (error) {
    throw StoreError.from(error, path, 'read');
  }
  throw new DesktopError(`${path} is too large for a configuration.`, {
    code: 'document-too-large',
    hint: 'Choose a file that RPOP exported.',
  });
}
