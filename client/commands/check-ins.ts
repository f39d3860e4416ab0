import { checkIns } from '#shared/check-ins/contracts.ts'
import {
  inOwnTalks,
  withBudget,
  withCheckIn,
  withConsent,
  withContentPack,
  withExposure,
  withFollowUp,
  withImportedExposure,
  withOffer,
  withoutCheckInAsked,
  withoutCheckInDue,
  withoutExposure,
  withoutFollowUp,
  withoutOffer,
  withoutQuestionnaire,
  withoutRotation,
  withoutTalk,
  withoutWeekly,
  withQuestionnaire,
  withQuestionnaireConsent,
  withRemoved,
  withRhythm,
  withRotation,
  withRotationSettled,
  withRotationWithdrawn,
  withSettings,
  withSuggests,
  withTakenBack,
  withTalk,
  withTalkAnswered,
  withTalkEnded,
  withTopic,
} from './check-ins-changes.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

export const checkInsOnPhone: OnPhoneOf<'checkIns'> = {
  setConsent: onPhone(checkIns.setConsent, {
    cache: { 'checkIns.own': withConsent, 'today.list': withoutCheckInAsked },
  }),
  save: onPhone(checkIns.save, {
    cache: { 'checkIns.own': withCheckIn, 'today.list': withoutCheckInDue },
  }),
  takeBack: onPhone(checkIns.takeBack, { cache: { 'checkIns.own': withTakenBack } }),
  remove: onPhone(checkIns.remove, { cache: { 'checkIns.own': withRemoved } }),
  setRhythm: onPhone(checkIns.setRhythm, {
    cache: { 'checkIns.own': withRhythm, 'today.list': withoutWeekly },
  }),
  requestFollowUp: onPhone(checkIns.requestFollowUp, { cache: { 'checkIns.own': withFollowUp } }),
  cancelFollowUp: onPhone(checkIns.cancelFollowUp, { cache: { 'checkIns.own': withoutFollowUp } }),
  setQuestionnaireConsent: onPhone(checkIns.setQuestionnaireConsent, {
    cache: { 'checkIns.questionnaires': withQuestionnaireConsent },
  }),
  saveQuestionnaire: onPhone(checkIns.saveQuestionnaire, {
    cache: { 'checkIns.questionnaires': withQuestionnaire },
  }),
  removeQuestionnaire: onPhone(checkIns.removeQuestionnaire, {
    cache: { 'checkIns.questionnaires': withoutQuestionnaire },
  }),
  setContentPack: onPhone(checkIns.setContentPack, {
    cache: { 'checkIns.contentPacks': withContentPack },
  }),
  askToTalk: onPhone(checkIns.askToTalk, {
    cache: { 'checkIns.own': withTalk, 'today.list': withoutOffer },
  }),
  offerTalk: onPhone(checkIns.offerTalk, { cache: { 'checkIns.shared': withOffer } }),
  answerTalk: onPhone(checkIns.answerTalk, {
    cache: { 'checkIns.talks': withTalkAnswered, 'today.list': withoutTalk },
  }),
  closeTalk: onPhone(checkIns.closeTalk, {
    cache: {
      'checkIns.talks': (talks, input) => withTalkEnded(talks, input, 'closed'),
      'checkIns.own': (view, input) => inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'closed')),
      'today.list': withoutTalk,
    },
  }),
  withdrawTalk: onPhone(checkIns.withdrawTalk, {
    cache: {
      'checkIns.own': (view, input) => inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'withdrawn')),
    },
  }),
  saveExposure: onPhone(checkIns.saveExposure, { cache: { 'checkIns.exposure': withExposure } }),
  removeExposure: onPhone(checkIns.removeExposure, { cache: { 'checkIns.exposure': withoutExposure } }),
  importExposure: onPhone(checkIns.importExposure, {
    cache: { 'checkIns.exposure': withImportedExposure },
  }),
  setTopic: onPhone(checkIns.setTopic, { cache: { 'checkIns.rotation': withTopic } }),
  setSuggests: onPhone(checkIns.setSuggests, { cache: { 'checkIns.rotation': withSuggests } }),
  askRotation: onPhone(checkIns.askRotation, { cache: { 'checkIns.rotation': withRotation } }),
  withdrawRotation: onPhone(checkIns.withdrawRotation, {
    cache: { 'checkIns.rotation': withRotationWithdrawn },
  }),
  settleRotation: onPhone(checkIns.settleRotation, {
    cache: { 'checkIns.rotations': withRotationSettled, 'today.list': withoutRotation },
  }),
  setBudget: onPhone(checkIns.setBudget, { cache: { 'checkIns.budgets': withBudget } }),
  setSettings: onPhone(checkIns.setSettings, { cache: { 'checkIns.settings': withSettings } }),
  openProtocol: onPhone(checkIns.openProtocol, {}),
}
