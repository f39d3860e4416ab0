/** The release, from package.json, put in by the build. */
declare const DURE_VERSION: string
