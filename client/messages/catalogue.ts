import type { messages as ui } from './en/first/ui.ts'

/** The messages by the file of messages/en that holds them; every file adds its own, English decides which keys there are. */
export interface MessageFiles {
  ui: typeof ui
}

type Both<Union> = (Union extends unknown ? (part: Union) => void : never) extends (all: infer All) => void
  ? All
  : never
type All = Both<MessageFiles[keyof MessageFiles]>

/** Every message, by key: a text, or a function of typed values. */
export type Catalogue = { readonly [Key in keyof All]: All[Key] }
