const files = import.meta.glob<object>('./en/rare/*.ts', { eager: true, import: 'messages' })

/** The messages of screens that few open; they come with the first of them. */
export const rare: object = Object.assign({}, ...Object.values(files))
