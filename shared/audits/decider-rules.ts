/** The role that decides a doubted judgement today; nobody where the team has neither another lead nor a manager above it. */
export const judgementDeciders = ['lead', 'manager', 'nobody'] as const
export type JudgementDecider = (typeof judgementDeciders)[number]
