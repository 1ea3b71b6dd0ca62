/** The two channels between the window and main. Alone in a file: the preload takes nothing else with it. */
export const ASK_CHANNEL = 'rpop:ask';
export const EVENT_CHANNEL = 'rpop:event';
