import type { Command } from './command-registry.ts'

/**
 * Every kind of write that Dure can make offline: the name on the phone, the ids it touches and the call it becomes.
 * A feature's command hook imports its definition from beside this list; a record on a phone finds it here by name.
 */
export function dureCommands<Transport>(): readonly Command<Transport>[] {
  return []
}
