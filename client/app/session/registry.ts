import { features } from '#client/app/features.ts'
import {
  createRegistry,
  type FeatureCommands,
  type FeatureLoaders,
} from '#client/offline/outbox/command-registry.ts'

/** Returns the commands of a feature that keeps none on a phone. */
const none = async (): Promise<FeatureCommands> => ({})

const loaders: FeatureLoaders = Object.fromEntries(
  Object.entries(features).map(([name, { commands }]) => [name, commands ?? none]),
)

/** Opens the registry of a session, in which each learns the commands that its screens bring along. */
export const openRegistry = () => createRegistry(loaders)
