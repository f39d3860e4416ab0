/** How a query that is read in pages lies in the cache. */
export type Pages<Page = unknown> = { pages: Page[]; pageParams: unknown[] }

export const isPages = (view: unknown): view is Pages =>
  typeof view === 'object' && view !== null && 'pages' in view && 'pageParams' in view

const askedOf = (asked: unknown, cursor: unknown): unknown =>
  typeof asked === 'object' && asked !== null && cursor ? { ...asked, cursor } : asked

/** Changes page by page; what was asked for each but the first holds its `cursor`. The same pages where none changed. */
export function changePages<View extends Pages>(
  view: View,
  asked: unknown,
  change: (page: unknown, asked: unknown) => unknown,
): View {
  const pages = view.pages.map((page, index) => change(page, askedOf(asked, view.pageParams[index])))
  return pages.every((page, index) => page === view.pages[index]) ? view : { ...view, pages }
}
