import { paths } from '#client/commands/questions-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const questionsLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.questions, ...lazyPage(async () => (await import('./questions-page.tsx')).QuestionsPage) },
  { path: paths.ask(), bare: true, ...lazyPage(async () => (await import('./ask-page.tsx')).AskPage) },
  {
    path: paths.question(':questionId'),
    ...lazyPage(async () => (await import('./question-page.tsx')).QuestionPage),
  },
  {
    path: paths.precedents(),
    ...lazyPage(async () => (await import('./precedents-page.tsx')).PrecedentsPage),
  },
  {
    path: paths.precedent(':precedentId'),
    ...lazyPage(async () => (await import('./precedent-page.tsx')).PrecedentPage),
  },
]
