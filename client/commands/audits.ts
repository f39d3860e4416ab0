import { paths } from '#client/lib/paths.ts'
import { audits } from '#shared/audits/contracts.ts'
import { inCases, withAnswer, withPutRight, withPutRightInList, withQuestion } from './audits-changes.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withoutItems } from './today-changes.ts'

export const auditsOnPhone: OnPhoneOf<'audits'> = {
  askAnotherLook: onPhone(audits.askAnotherLook, {
    editor: ({ auditId }) => paths.case(auditId),
    cache: {
      'audits.case': withQuestion,
      'audits.cases': (page, input, act) => inCases(page, (view) => withQuestion(view, input, act)),
    },
  }),
  answerAnotherLook: onPhone(audits.answerAnotherLook, {
    cache: {
      'audits.case': withAnswer,
      'audits.cases': (page, input, act) => inCases(page, (view) => withAnswer(view, input, act)),
      'today.list': (view, { lookId }) =>
        withoutItems(view, (item) => item.kind === 'look' && item.lookId === lookId),
    },
  }),
  setPutRight: onPhone(audits.setPutRight, {
    cache: {
      'audits.case': withPutRight,
      'audits.cases': (page, input, act) => inCases(page, (view) => withPutRight(view, input, act)),
      'audits.putRight': withPutRightInList,
    },
    rereads: ['audits.case', 'audits.putRight', 'audits.putRightCounts', 'today.list'],
  }),
}
