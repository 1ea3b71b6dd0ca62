/** Where mail is on the disk, for what the system opens. Both check what they are given, and throw RpopError. */
export interface MailPaths {
  /** Of a target folder that is there. */
  folder(folder: string): Promise<string>;
  message(folder: string, file: string): Promise<string>;
}
