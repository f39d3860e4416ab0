import { expect, test } from 'vitest'
import type { EscalationView, RequestView } from '#shared/escalations/views.ts'
import { nextStep, otherSteps } from './next-step.ts'

const request = { state: 'open', refusal: null } as RequestView
const view = (part: Partial<EscalationView>) =>
  ({ steps: [], request: null, severity: 'P2', status: 'acknowledged', ...part }) as EscalationView

test('who may decide decides first; who waits for it does not ask again', () => {
  expect(nextStep(view({ request, steps: ['acknowledge'] }))).toBe('decide')
  const waiting = { ...request, refusal: 'requester' } as RequestView
  expect(nextStep(view({ request: waiting, steps: ['requestApproval'] }))).toBeUndefined()
})

test('at P0 one acts first and has it confirmed after', () => {
  const steps = ['requestApproval', 'start'] as const
  expect(nextStep(view({ severity: 'P0', steps: [...steps] }))).toBe('start')
  expect(nextStep(view({ severity: 'P2', steps: [...steps] }))).toBe('requestApproval')
  expect(nextStep(view({ severity: 'P0', status: 'resolved', steps: ['requestApproval'] }))).toBe(
    'requestApproval',
  )
})

test('closing is offered once it is resolved, and waits in the menu before', () => {
  expect(nextStep(view({ status: 'submitted', steps: ['close', 'comment'] }))).toBeUndefined()
  expect(nextStep(view({ status: 'resolved', steps: ['close', 'reopen'] }))).toBe('close')
  expect(otherSteps(['close', 'reopen', 'comment'], 'close')).toEqual(['reopen'])
})
