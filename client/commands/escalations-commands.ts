import type { Api } from '#client/lib/trpc.ts'
import { type Command, defineCommand, type Schema } from '#client/offline/outbox/command-registry.ts'
import type { CommandMeta, CommandResult } from '#shared/core/command.ts'
import {
  addLinkInput,
  assignInput,
  changeSeverityInput,
  closeInput,
  commentInput,
  delegateInput,
  editInput,
  endDelegationInput,
  mergeInput,
  pauseInput,
  raiseInput,
  reopenInput,
  requestApprovalInput,
  resolveInput,
  stepInput,
  watchInput,
} from '#shared/escalations/contracts.ts'

/** What the answers do to the read cache comes when the first is there: nothing of it is needed to start. */
const answers = () => import('./escalations-answers.ts')

/** Every one of them says whose it is. */
type OfEscalation = { escalationId: string }
export type StepCommand<Input extends OfEscalation = OfEscalation> = Command<Api, Input>
type Sending<Input> = (
  api: Api,
  call: { meta: CommandMeta; input: Input },
  options: { signal: AbortSignal },
) => Promise<CommandResult>

type Options<Input> = {
  input: Schema<Input>
  send: Sending<Input>
  /** Of its own where it does not wait in line with the other steps, such as a comment. */
  entity?: (input: Input) => string
}

function defineStep<Input extends OfEscalation>(
  step: string,
  { input, send, entity }: Options<Input>,
): StepCommand<Input> {
  const name = `escalations.${step}`
  return {
    name,
    version: 1,
    input,
    entities: (given) => [entity ? entity(given) : given.escalationId],
    refs: ({ escalationId }) => (entity ? [escalationId] : []),
    send: (api, meta, { input: given, signal }) => send(api, { meta, input: given }, { signal }),
    intoCache: async (queries, { input: given, result }) =>
      (await answers()).stepAnswered(queries, { name, input: given, result, moves: !entity }),
  }
}

/** Creates it: everything that follows on this phone waits for it. */
export const raise = defineCommand({
  name: 'escalations.raise',
  version: 1,
  input: raiseInput,
  entities: ({ escalationId, links }) => [escalationId, ...links.map(({ linkId }) => linkId)],
  send: (api: Api, meta, { input, signal }) => api.escalations.raise.mutate({ meta, input }, { signal }),
  intoCache: async (queries, answer) => (await answers()).raiseAnswered(queries, answer),
})

export const edit = defineStep('edit', {
  input: editInput,
  send: (api, call, options) => api.escalations.edit.mutate(call, options),
})
export const submit = defineStep('submit', {
  input: stepInput,
  send: (api, call, options) => api.escalations.submit.mutate(call, options),
})
export const acknowledge = defineStep('acknowledge', {
  input: stepInput,
  send: (api, call, options) => api.escalations.acknowledge.mutate(call, options),
})
export const start = defineStep('start', {
  input: stepInput,
  send: (api, call, options) => api.escalations.start.mutate(call, options),
})
export const resume = defineStep('resume', {
  input: stepInput,
  send: (api, call, options) => api.escalations.resume.mutate(call, options),
})
export const assign = defineStep('assign', {
  input: assignInput,
  send: (api, call, options) => api.escalations.assign.mutate(call, options),
})
export const watch = defineStep('watch', {
  input: watchInput,
  send: (api, call, options) => api.escalations.watch.mutate(call, options),
  entity: ({ escalationId }) => `watching:${escalationId}`,
})
export const comment = defineStep('comment', {
  input: commentInput,
  send: (api, call, options) => api.escalations.comment.mutate(call, options),
  entity: ({ commentId }) => commentId,
})
export const link = defineStep('link', {
  input: addLinkInput,
  send: (api, call, options) => api.escalations.link.mutate(call, options),
  entity: (input) => input.link.linkId,
})
export const merge = defineStep('merge', {
  input: mergeInput,
  send: (api, call, options) => api.escalations.merge.mutate(call, options),
})
export const changeSeverity = defineStep('changeSeverity', {
  input: changeSeverityInput,
  send: (api, call, options) => api.escalations.changeSeverity.mutate(call, options),
})
export const pause = defineStep('pause', {
  input: pauseInput,
  send: (api, call, options) => api.escalations.pause.mutate(call, options),
})
export const requestApproval = defineStep('requestApproval', {
  input: requestApprovalInput,
  send: (api, call, options) => api.escalations.requestApproval.mutate(call, options),
})
export const resolve = defineStep('resolve', {
  input: resolveInput,
  send: (api, call, options) => api.escalations.resolve.mutate(call, options),
})
export const close = defineStep('close', {
  input: closeInput,
  send: (api, call, options) => api.escalations.close.mutate(call, options),
})
export const reopen = defineStep('reopen', {
  input: reopenInput,
  send: (api, call, options) => api.escalations.reopen.mutate(call, options),
})

export const stepCommands: readonly StepCommand[] = [
  ...[edit, submit, acknowledge, start, resume, assign, watch, comment, link, merge],
  ...[changeSeverity, pause, requestApproval, resolve, close, reopen],
]

export const delegate = defineCommand({
  name: 'escalations.delegate',
  version: 1,
  input: delegateInput,
  entities: ({ delegationId }) => [delegationId],
  send: (api: Api, meta, { input, signal }) => api.escalations.delegate.mutate({ meta, input }, { signal }),
  intoCache: async (queries, answer) => (await answers()).delegateAnswered(queries, answer),
})
export const endDelegation = defineCommand({
  name: 'escalations.endDelegation',
  version: 1,
  input: endDelegationInput,
  entities: ({ delegationId }) => [delegationId],
  send: (api: Api, meta, { input, signal }) =>
    api.escalations.endDelegation.mutate({ meta, input }, { signal }),
  intoCache: async (queries, answer) => (await answers()).endDelegationAnswered(queries, answer),
})
