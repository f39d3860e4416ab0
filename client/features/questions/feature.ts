import { questionPath } from '#client/commands/question-path.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const questionsFeature: Manifest<'questions'> = {
  commands: async () => (await import('#client/commands/questions.ts')).questionsOnPhone,
  queries: { 'questions.list': {}, 'questions.precedents': {} },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).questionsLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).questionsRows,
  },
  notifications: {
    addresses: { question_asked: questionPath, question_answered: questionPath },
    marks: async () => (await import('./notification-marks.tsx')).questionsMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).questionsAfterStart,
}
