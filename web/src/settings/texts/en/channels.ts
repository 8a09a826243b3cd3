/** Ways in and out: keys, webhooks, mail. */
export default {
  credentialsIntro:
    'Who and what may call the API. A key speaks Lodge’s own API and the contracts of other help desks, so that what calls them today changes only the host.',
  addCredential: 'Make a key',
  noCredentials: 'There is no key yet.',
  revoked: 'Revoked',
  kind: 'Kind',
  standsFor: 'Stands for',
  nobody: 'Nobody',
  made: 'Made',
  revokeNote: 'Whatever uses this key is refused from this moment on. It cannot be undone.',
  credentialName: 'What uses it: “Website form”, “Billing”.',
  department: 'Department',
  noDepartment: 'The desk’s default',
  expires: 'Expires on',
  expiresHint: 'Empty: never.',
  scopes: 'What it may do',
  scopesHint: 'None ticked: everything that its kind can.',
  abilitiesHint:
    'None ticked: all but running the desk. Otherwise it opens the paths that these open in Tickiti, and none of Lodge’s own.',
  secret: 'Secret',
  secretOnce: 'Copy the secret now: it is shown this once, and kept only as a digest.',
  tryIt: 'File a first ticket',
  kinds: {
    token: 'Token',
    widget: 'Widget key (public)',
    pair: 'Key and secret (Glassix)',
    tickiti: 'Numbered token (Tickiti)',
  },
  kindHints: {
    token: 'For servers: Lodge’s API, Headoni’s and Halo’s.',
    widget: 'For pages: anybody may read it, so it creates and identifies only.',
    pair: 'For what calls Glassix today. It needs a department and a member.',
    tickiti: 'For what calls Tickiti today.',
  },
}
