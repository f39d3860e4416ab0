import { escalationsOnPhone } from '#client/commands/escalations.ts'
import type { PhoneCommand } from '#client/offline/outbox/phone-command.ts'
import type { AnyCommand, Schema } from '#shared/core/contract.ts'
import type { StepInput } from '#shared/escalations/contracts.ts'
import type { Step } from '#shared/escalations/step-rules.ts'

const { submit, acknowledge, start, resume } = escalationsOnPhone
type PlainStep = PhoneCommand<AnyCommand & { readonly input: Schema<StepInput, StepInput> }>
/** Steps that a tap takes: they need neither words nor a choice. */
export const plainSteps: Readonly<Record<'submit' | 'acknowledge' | 'start' | 'resume', PlainStep>> = {
  submit,
  acknowledge,
  start,
  resume,
}
export const isPlainStep = (step: Step): step is keyof typeof plainSteps => step in plainSteps
