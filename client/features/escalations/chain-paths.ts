/** The address of the on-call chains; only this feature links to it. */
export const chainPath = '/on-call'
