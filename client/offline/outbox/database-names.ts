/** The unsent work of everybody who works on this phone. */
export const outboxDatabaseName = 'dure-outbox'

/** The read cache of one person. */
export const cacheDatabaseName = (personId: string) => `dure-cache-${personId}`
