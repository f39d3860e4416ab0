/** The unsent work of everybody who works on this phone. */
export const outboxDatabaseName = 'dure-outbox'

/** What the server has taken of everybody who works on this phone. */
export const sentDatabaseName = 'dure-sent'

/** The read cache of one person. */
export const cacheDatabaseName = (personId: string) => `dure-cache-${personId}`
