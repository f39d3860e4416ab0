/// <reference types="vite/types/importMeta.d.ts" />
/** The release, from package.json, put in by the build. */
declare const DURE_VERSION: string
/** A digest of the shapes of all views, and of the reader's own: copies of another one are not read. */
declare const DURE_VIEWS: { all: string; me: string }
