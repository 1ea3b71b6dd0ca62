/**
 * What a page may load and reach: its own files, and nothing else, not even by a request (CSP Level 3). Mantine puts
 * its variables into a style element, hence 'unsafe-inline' for styles alone. While one develops, Vite's client adds
 * an inline script and a socket to its server.
 */
export function contentSecurityPolicy(developmentServer?: string): string {
  const policy: Record<string, string> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'none'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  if (developmentServer !== undefined) {
    policy['script-src'] = "'self' 'unsafe-inline'";
    policy['connect-src'] = `'self' ${developmentServer.replace(/^http/, 'ws')}`;
  }
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
