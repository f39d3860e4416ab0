import * as z from 'zod'
import { command, createRouter, reading, signedIn, viewing } from '#server/trpc.ts'
import {
  answerTalkInput,
  askToTalkInput,
  budgetInput,
  checkInInput,
  exposureInput,
  openProtocolInput,
  removeExposureInput,
  removeInput,
  saveCheckInInput,
  setConsentInput,
  settingsInput,
  talkInput,
} from '#shared/check-ins/contracts.ts'
import { budgetView, exposureView } from '#shared/check-ins/exposure-views.ts'
import { deliveryInput, sharedInput, totalsInput } from '#shared/check-ins/queries.ts'
import { teamTotals } from '#shared/check-ins/totals-views.ts'
import {
  checkInDownload,
  deliveryView,
  ownCheckIns,
  settingsView,
  sharedCheckIns,
  sharedNotice,
  talksToMe,
} from '#shared/check-ins/views.ts'
import {
  digestOfSave,
  download,
  openProtocol,
  readOwn,
  readShared,
  readSharedNotices,
  remove,
  saveCheckIn,
  setConsent,
  takeBack,
} from './check-ins.ts'
import { readBudgets, readExposure, removeExposure, saveExposure, setBudget } from './exposure.ts'
import { readDelivery } from './service.ts'
import { readSettings, setSettings } from './settings.ts'
import { answerTalk, askToTalk, closeTalk, readTalks, withdrawTalk } from './talks.ts'
import { readTotals } from './totals.ts'

export const checkInsRouter = createRouter({
  own: signedIn.output(ownCheckIns).query(reading(readOwn)),
  download: signedIn.output(checkInDownload).query(reading(download)),
  setConsent: command('checkIns.setConsent', setConsentInput, setConsent),
  save: command('checkIns.save', saveCheckInInput, saveCheckIn, { digest: digestOfSave }),
  takeBack: command('checkIns.takeBack', checkInInput, takeBack),
  remove: command('checkIns.remove', removeInput, remove),

  sharedWithMe: signedIn.output(z.array(sharedNotice)).query(reading(readSharedNotices)),
  shared: signedIn.input(sharedInput).output(sharedCheckIns).query(viewing(readShared)),
  openProtocol: command('checkIns.openProtocol', openProtocolInput, openProtocol),

  talks: signedIn.output(talksToMe).query(reading(readTalks)),
  askToTalk: command('checkIns.askToTalk', askToTalkInput, askToTalk),
  answerTalk: command('checkIns.answerTalk', answerTalkInput, answerTalk),
  closeTalk: command('checkIns.closeTalk', talkInput, closeTalk),
  withdrawTalk: command('checkIns.withdrawTalk', talkInput, withdrawTalk),

  totals: signedIn.input(totalsInput).output(teamTotals).query(reading(readTotals)),

  exposure: signedIn.output(exposureView).query(reading(readExposure)),
  saveExposure: command('checkIns.saveExposure', exposureInput, saveExposure),
  removeExposure: command('checkIns.removeExposure', removeExposureInput, removeExposure),
  budgets: signedIn.output(z.array(budgetView)).query(reading(readBudgets)),
  setBudget: command('checkIns.setBudget', budgetInput, setBudget),

  delivery: signedIn.input(deliveryInput).output(deliveryView).query(reading(readDelivery)),
  settings: signedIn.output(settingsView).query(reading(readSettings)),
  setSettings: command('checkIns.setSettings', settingsInput, setSettings),
})
