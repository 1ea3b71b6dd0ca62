/** A folder's name in two parts: the levels above it, with their `/`, and its own. */
export function folderTitle(folder: string): { readonly above: string; readonly name: string } {
  if (folder === '') return { above: '', name: 'Mail folder' };
  const end = folder.lastIndexOf('/') + 1;
  return { above: folder.slice(0, end), name: folder.slice(end) };
}
