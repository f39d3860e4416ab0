import type { OutboxRecord } from './outbox-record.ts'
import type { PhoneCommand } from './phone-command.ts'

/** The commands of a feature by verb. */
export type FeatureCommands = Readonly<Record<string, PhoneCommand>>
/** How the commands of each feature come to the phone. */
export type FeatureLoaders = Readonly<Record<string, () => Promise<FeatureCommands>>>

type Written = Pick<OutboxRecord, 'name' | 'version'>

/**
 * Says what this release knows of a record: it can be sent, its feature's code has to come first, or it is of a newer
 * release.
 */
export type Knowledge = 'known' | 'unloaded' | 'newer'

export type Prepared =
  | { kind: 'ready'; command: PhoneCommand; input: unknown }
  /** The code of its feature is not here yet. */
  | { kind: 'unloaded' }
  /** Written by a newer release than this one: kept until the app is updated. */
  | { kind: 'newer' }
  /** An old form that cannot be brought to the present one. */
  | { kind: 'broken'; cause: unknown }

export type Registry = {
  /**
   * Loads the features that these names need. Resolves with false where the code of one did not come, which is tried
   * again by the next call. An import would end a transaction: call it before one begins.
   */
  ready(names: Iterable<string>): Promise<boolean>
  /** Takes a command that a screen brought along, so that a tap shows in its frame. */
  learn(command: PhoneCommand): void
  /** Returns the command of this name where its code is here. */
  find(name: string): PhoneCommand | undefined
  knowledge(record: Written): Knowledge
  /** Brings an input to the present version of its schema. */
  prepare(record: Written, input: unknown): Prepared
}

function upgraded(command: PhoneCommand, record: Written, input: unknown): unknown {
  const { name, version, upgrades } = command.contract
  let now = input
  for (let step = record.version; step < version; step += 1) {
    const upgrade = Object.hasOwn(upgrades, step) ? upgrades[step] : undefined
    if (!upgrade) throw new Error(`${name} has no upgrade from version ${step}`)
    now = upgrade(now)
  }
  return command.check(now)
}

/** Finds the commands of this release by the names that records on phones carry, and loads them feature by feature. */
export function createRegistry(features: FeatureLoaders): Registry {
  const loaded = new Map<string, FeatureCommands>()
  const loading = new Map<string, Promise<boolean>>()
  const learned = new Map<string, PhoneCommand>()

  const featureOf = (name: string) => name.slice(0, Math.max(0, name.indexOf('.')))

  function load(feature: string, loader: () => Promise<FeatureCommands>): Promise<boolean> {
    const before = loading.get(feature)
    if (before) return before
    const now = loader().then(
      (commands) => {
        loaded.set(feature, commands)
        return true
      },
      () => {
        loading.delete(feature)
        return false
      },
    )
    loading.set(feature, now)
    return now
  }

  function find(name: string): PhoneCommand | undefined {
    const feature = featureOf(name)
    const commands = loaded.get(feature)
    const verb = name.slice(feature.length + 1)
    // A name is data: 'coaching.constructor' must find nothing.
    if (commands) return Object.hasOwn(commands, verb) ? commands[verb] : undefined
    return learned.get(name)
  }

  function knowledge({ name, version }: Written): Knowledge {
    const command = find(name)
    if (command) return version <= command.contract.version ? 'known' : 'newer'
    const feature = featureOf(name)
    return Object.hasOwn(features, feature) && !loaded.has(feature) ? 'unloaded' : 'newer'
  }

  return {
    async ready(names) {
      const wanted = new Set([...names].map(featureOf))
      const missing = [...wanted].flatMap((feature) => {
        const loader = Object.hasOwn(features, feature) ? features[feature] : undefined
        return loader && !loaded.has(feature) ? [load(feature, loader)] : []
      })
      return missing.length === 0 || (await Promise.all(missing)).every((came) => came)
    },
    learn: (command) => {
      learned.set(command.contract.name, command)
    },
    find,
    knowledge,
    prepare(record, input) {
      const command = find(record.name)
      const known = knowledge(record)
      if (known !== 'known' || !command) return { kind: known === 'unloaded' ? 'unloaded' : 'newer' }
      // What is of the present version was checked when it was written; the server judges it from here on.
      if (record.version === command.contract.version) return { kind: 'ready', command, input }
      try {
        return { kind: 'ready', command, input: upgraded(command, record, input) }
      } catch (cause) {
        return { kind: 'broken', cause }
      }
    },
  }
}
