import type { Words } from './words.ts'

export const en: Words = {
  lang: 'en',
  dir: 'ltr',
  greeting: 'Hello,',
  received: {
    subject: (number, desk) => `[#${number}] ${desk}: we have received your request`,
    text: (number) => `We have received your request. Its number is ${number}.`,
    next: 'Somebody will look at it and answer here.',
  },
  reply: {
    subject: (subject, number) => `Re: ${subject} [#${number}]`,
    wrote: (name, desk) => (name ? `${name} of ${desk} wrote:` : `${desk} wrote:`),
  },
  closed: {
    subject: (number, desk) => `[#${number}] ${desk}: your request is done`,
    text: (number) => `Your request ${number} is marked as done.`,
    reopen: 'If it is not, answer this mail and it is open again.',
  },
  survey: {
    subject: (number, desk) => `[#${number}] ${desk}: how did we do?`,
    question: 'How did we do?',
    link: 'Rate our help',
  },
  attachments: { tooLarge: (names) => `Too large to be attached: ${names}. Answer this mail to get them another way.` },
  footer: {
    reply: 'You can answer this mail.',
    spare: 'No more notices of this kind',
    mute: 'No more mails of this kind',
  },
  team: {
    newTicket: (number, subject) => `[#${number}] New: ${subject}`,
    assigned: (number, subject) => `[#${number}] Yours: ${subject}`,
    replied: (number, subject) => `[#${number}] Reply: ${subject}`,
    ruleNotice: (number, subject) => `[#${number}] Your attention, please: ${subject}`,
    mentioned: (number, subject) => `[#${number}] You are mentioned: ${subject}`,
    from: 'From',
    department: 'Department',
    priority: 'Priority',
    assignedBy: (number) => `Ticket ${number} is yours now.`,
    mentionedYou: (name) => (name ? `${name} mentioned you in a note:` : 'You are mentioned in a note:'),
  },
  digest: {
    subject: 'Your tickets: what else happened',
    text: (count) => `In the last ten minutes there were ${count} more notices for you:`,
    more: (count) => `and ${count} more`,
  },
  digestLine: {
    new_ticket: 'New',
    assignment: 'Yours',
    reply: 'Reply',
    unassigned_reply: 'Reply',
    mention: 'Mentioned',
    webhook_disabled: 'Webhook disabled',
    webhook_failing: 'Webhook failing',
    rule_stopped: 'Rule stopped',
    hook_quarantined: 'Kept in quarantine',
  },
  paused: {
    subject: (name) => `Paused: ${name}`,
    text: (name, since) => `Nothing has got through to ${name} since ${since}, so deliveries to it are paused.`,
    resume: 'Nothing is lost. Mend it, then resume it: POST /v1/delivery-lanes/{channel}/{lane}/resume.',
  },
  owners: {
    webhookDisabled: {
      subject: (host) => `Disabled: the webhook to ${host}`,
      text: (host) => `The webhook to ${host} is disabled. It is told nothing any more.`,
      mend: (path) =>
        `If it is still wanted, mend the receiver, then enable it: PATCH ${path} with {"enabled": true}. If not: DELETE ${path}.`,
    },
    webhookFailing: {
      subject: (host) => `Failing: the webhook to ${host}`,
      text: (host, failures) =>
        `The webhook to ${host} has failed ${failures} times within a day. What it was not told is tried again for three days.`,
      mend: (log, path) => `See what came back: GET ${log}. If it is another address now: PATCH ${path}.`,
    },
    ruleStopped: {
      subject: (name, number) => `[#${number}] Rule stopped: ${name}`,
      text: (name, number) => `The rule “${name}” was stopped and did nothing to ticket ${number}.`,
      mend: (path, runs) => `See what rules did to the ticket: GET ${runs}. Then change the rule: PATCH ${path}.`,
    },
    hookQuarantined: {
      subject: (name) => `No ticket yet: something came to ${name}`,
      text: (name) => `Something came to the hook “${name}” of which no ticket could be made. It is kept for 30 days.`,
      mend: (delivery, hook) =>
        `See it: GET ${delivery}. Mend the mapping or the defaults: PATCH ${hook}. Then make the ticket: POST ${delivery}/replay.`,
    },
  },
  test: { subject: (desk) => `${desk}: mail works`, text: 'This is a test. Mail from your help desk reaches you.' },
  signIn: {
    invitation: {
      subject: (desk) => `${desk}: you are invited`,
      text: (desk) => `You are invited to answer tickets of ${desk}.`,
      link: 'Accept the invitation',
      expires: 'The link is good once, for seven days. If you do not know what this is about, ignore it.',
    },
    passwordReset: {
      subject: (desk) => `${desk}: set another password`,
      text: (desk) => `Somebody, hopefully you, asked for another password for ${desk}.`,
      link: 'Set another password',
      expires: 'The link is good once, for an hour. If it was not you, ignore it: nothing changes.',
    },
  },
}
