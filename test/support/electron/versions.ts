/** What programs ask of Electron by process.versions. */
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: '0.0.0-stand-in', chrome: '0.0.0.0' },
});
