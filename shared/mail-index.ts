/** What the window shows of the mail that is here. Server and sender text is untrusted: text, never markup. */

/** One target folder, whichever connections deliver to it. */
export interface FolderSummary {
  /** Below the mail root, with `/` between levels; empty for the mail root itself. */
  readonly folder: string;
  readonly path: string;
  /** False until the first delivery makes it. */
  readonly exists: boolean;
  /** In the Maildir's `new` and `cur`, whoever put them there. */
  readonly messages: number;
  /** Those in `new`, which no mail program has seen. */
  readonly unseen: number;
  /** When the last message came, in milliseconds since the epoch. */
  readonly latestAt: number | undefined;
  /** Ids of the connections that deliver here. */
  readonly connections: readonly string[];
}

export interface MessageSummary {
  /** The file's name in the folder, to open it by. */
  readonly file: string;
  readonly from: string;
  readonly subject: string;
  /** The Date field, in milliseconds since the epoch; undefined where there is none that makes sense. */
  readonly sentAt: number | undefined;
  readonly retrievedAt: number;
  readonly octets: number;
  readonly connection: string | undefined;
  readonly seen: boolean;
}

export interface MessagePage {
  /** Newest first. */
  readonly messages: readonly MessageSummary[];
  readonly total: number;
}
