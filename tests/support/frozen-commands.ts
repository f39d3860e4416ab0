import { collect } from './collect.ts'

type Versions = Readonly<Record<string, number>>

/** What `<feature>.frozen.ts` exports as `frozen`. */
interface Frozen {
  /** Commands that may lie on a phone. */
  readonly outbox: Versions
  /** Commands that are asked while the person waits. */
  readonly now: Versions
}

const files = [...(await collect<{ frozen: Frozen }>('integration', 'frozen', ['frozen'])).values()]

/**
 * Every command with the version of its input, by feature. A name is never changed or taken away while phones may hold
 * records of it, and a phone may have been without a network for months; a version is raised together with an upgrade from
 * the one before.
 */
export const frozenOnPhones: Versions = Object.assign({}, ...files.map(({ frozen }) => frozen.outbox))
export const frozenCommands: Versions = Object.assign(
  {},
  frozenOnPhones,
  ...files.map(({ frozen }) => frozen.now),
)
