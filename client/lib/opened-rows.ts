const opened = new Set<string>()

/** Remembers, for as long as the page lives, that the reader has opened what a row of Today is about. */
export const markOpened = (key: string): void => void opened.add(key)
export const wasOpened = (key: string): boolean => opened.has(key)
