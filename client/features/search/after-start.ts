import type { AfterStart } from '#client/manifest/after-start.ts'

/** Nothing of it is recorded about anybody but the views of what it showed. */
export const searchAfterStart: AfterStart = { recorded: [] }
