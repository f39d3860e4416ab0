const files = import.meta.glob<object>('./en/*.ts', { eager: true, import: 'messages' })

/** The messages that all other screens need; they come with the first of them. */
export const later: object = Object.assign({}, ...Object.values(files))
