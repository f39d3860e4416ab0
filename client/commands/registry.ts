import type { Api } from '#client/lib/trpc.ts'
import { type Command, createRegistry } from '#client/offline/outbox/command-registry.ts'
import { answerAnotherLook, askAnotherLook } from './audits-commands.ts'
import {
  answerTalk,
  askToTalk,
  closeTalk,
  openProtocol,
  removeCheckIns,
  removeExposure,
  saveCheckIn,
  saveExposure,
  setBudget,
  setConsent,
  setSettings,
  takeBack,
  withdrawTalk,
} from './check-ins-commands.ts'
import { acknowledge, followedUp, reply, saveNote, setActionDone } from './coaching-commands.ts'
import { delegate, endDelegation, raise, stepCommands } from './escalations-commands.ts'
import { readNews } from './inbox-commands.ts'
import { setPreferences } from './people-commands.ts'
import { settle, unsettle } from './today-commands.ts'

/**
 * Every kind of write that Dure can make offline: the name on the phone, the ids it touches and the call it becomes.
 * A record on a phone finds its definition here by name.
 */
const commands: readonly Command<Api>[] = [
  setPreferences,
  askAnotherLook,
  answerAnotherLook,
  saveNote,
  acknowledge,
  reply,
  setActionDone,
  followedUp,
  setConsent,
  saveCheckIn,
  takeBack,
  removeCheckIns,
  askToTalk,
  answerTalk,
  closeTalk,
  withdrawTalk,
  saveExposure,
  removeExposure,
  setBudget,
  setSettings,
  openProtocol,
  settle,
  unsettle,
  readNews,
  raise,
  ...stepCommands,
  delegate,
  endDelegation,
]

export const registry = createRegistry(commands)
