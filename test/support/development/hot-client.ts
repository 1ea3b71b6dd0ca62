import { once } from 'node:events';

/** What Vite's server tells the client in a page. */
export interface HotMessage {
  readonly type: string;
  readonly updates?: readonly { readonly path: string }[];
}

/** A page's connection to Vite's server, as the page's own client makes it. */
export class HotClient implements Disposable {
  readonly #socket: WebSocket;
  readonly #messages: HotMessage[] = [];
  readonly #lookers = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      this.#messages.push(JSON.parse(String(data)) as HotMessage);
      for (const look of this.#lookers) look();
    });
  }

  static async connect(server: string): Promise<HotClient> {
    const client = await (await fetch(`${server}/@vite/client`)).text();
    const [, token = ''] = /wsToken = "([^"]+)"/.exec(client) ?? [];
    const socket = new WebSocket(`${server.replace('http', 'ws')}/?token=${token}`, 'vite-hmr');
    const hot = new HotClient(socket);
    await once(socket, 'open');
    return hot;
  }

  /** Resolves once there was such a message. */
  until(wanted: (message: HotMessage) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.#messages.some(wanted)) return;
        this.#lookers.delete(look);
        resolve();
      };
      this.#lookers.add(look);
      look();
    });
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
