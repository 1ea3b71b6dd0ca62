/**
 * Imported before everything else: zod compiles its schemas with `new Function` unless it is told not to before the
 * first one is made, and the window's Content-Security-Policy allows no such thing.
 */
import { config } from 'zod';

config({ jitless: true });
