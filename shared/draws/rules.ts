/**
 * The three purposes of a draw. 'rates': what is verified makes rates, with its chance stored; 'coaching': it is coached on
 * and stays out of rates; 'verification': a part of what was verified is verified again by somebody else, who does not see the
 * first verdict.
 */
export const purposes = ['rates', 'coaching', 'verification'] as const
export type Purpose = (typeof purposes)[number]

/** 'random': every case has one chance; 'stratified': by one property; 'risk': more of the policies with more errors. */
export const methods = ['random', 'stratified', 'risk'] as const
export type Method = (typeof methods)[number]

/** Properties that a stratified draw divides by; the outcome of a case that nobody verified is its decision. */
export const stratifiers = ['policy', 'queue', 'decision', 'language'] as const
export type Stratifier = (typeof stratifiers)[number]

/** The ways in which a stratified draw is shared out: in proportion to the cases, or to every stratum alike. */
export const allocations = ['proportional', 'equal'] as const
export type Allocation = (typeof allocations)[number]

/**
 * Why cases of the period were left out of what was drawn from. 'rotation': nobody who could verify them takes their topic;
 * a preview says so to whoever draws, and no draw keeps it.
 */
export const exclusions = ['verified', 'drawn', 'targeted', 'machine', 'rotation'] as const
export type Exclusion = (typeof exclusions)[number]

/** The most cases to draw from, and to draw. */
export const frameLimit = 20_000
export const sampleLimit = 500
/** The largest share of golden cases among what is verified. */
export const goldenLimit = 0.3
/** The shares of a second verification: at least one in twenty, at most one in ten. */
export const secondShare = { least: 0.05, highest: 0.1 }
