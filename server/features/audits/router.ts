import * as z from 'zod'
import { checked, command, createRouter, signedIn, viewing } from '#server/trpc.ts'
import { answerAnotherLookInput, askAnotherLookInput } from '#shared/audits/contracts.ts'
import { casesInput } from '#shared/audits/queries.ts'
import { casesView, caseView } from '#shared/audits/views.ts'
import { answerAnotherLook, askAnotherLook, readCase, readCases } from './service.ts'

export const auditsRouter = createRouter({
  cases: signedIn.input(casesInput).output(checked(casesView)).query(viewing(readCases)),
  case: signedIn
    .input(z.object({ auditId: z.uuid() }))
    .output(checked(caseView))
    .query(viewing(readCase)),
  askAnotherLook: command('audits.askAnotherLook', askAnotherLookInput, askAnotherLook),
  answerAnotherLook: command('audits.answerAnotherLook', answerAnotherLookInput, answerAnotherLook),
})
