const files = import.meta.glob<object>('./ko/first/*.ts', { eager: true, import: 'messages' })

/** The messages that the first screen, whatever it is, may need: the app itself, Today and the primitives. */
export const first: object = Object.assign({}, ...Object.values(files))
