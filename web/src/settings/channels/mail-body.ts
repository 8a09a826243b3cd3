import type { MailSettings } from '../../api/types.ts'
import type { Body } from '../form/paths.ts'

/** What the form starts with. `hasServer` and `hasDkim` are the form's own; secrets stay unless others are typed. */
export const fromMailSettings = ({ smtp, dkim, ...rest }: MailSettings): Body => ({
  ...rest,
  hasServer: smtp !== null,
  smtp: smtp
    ? { host: smtp.host, port: smtp.port, tls: smtp.tls, username: smtp.username }
    : { host: '', port: 587, tls: 'starttls', username: null },
  hasDkim: dkim !== null,
  dkim: dkim ? { domain: dkim.domain, selector: dkim.selector } : { domain: '', selector: 'lodge' },
})

/** What the API takes: no server or no signature is null. */
export const toMailSettings = ({ hasServer, hasDkim, smtp, dkim, ...rest }: Body): Body => ({
  ...rest,
  smtp: hasServer === true ? smtp : null,
  dkim: hasDkim === true ? dkim : null,
})
