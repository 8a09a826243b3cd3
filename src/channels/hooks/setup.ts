import type { HookSourceName } from '../../core/hooks/hook.ts'
import { sources } from './sources/index.ts'

/** How an owner connects a hook: what to do, and for Google Forms the script to paste, filled in. */
export const setupOf = (source: HookSourceName, url: string): { instructions: string; script: string | null } => {
  const { title, signing } = sources[source]
  if (source === 'google_forms') {
    const instructions =
      'In your form: ⋮ > Apps Script. Paste the script, save, choose `connect` and press Run, once. It asks for leave to read the form and to send to this address.'
    return { instructions, script: googleScript(url) }
  }
  const sending =
    source === 'generic' ? 'Send JSON or a form to the address.' : `Have ${title} send its webhook to the address.`
  const signed =
    signing === '' ? `${title} signs nothing: keep the address to yourselves.` : `The \`signing_secret\` is ${signing}.`
  return { instructions: `${sending} ${signed}`, script: null }
}

/**
 * For the script editor of a Google form. `connect` makes Google call `send` for each answer; what the server does not
 * take is sent again a few times, and its sender's id makes repeats one.
 */
const googleScript = (url: string): string => `const ADDRESS = ${JSON.stringify(url)};

function connect() {
  for (const trigger of ScriptApp.getProjectTriggers()) ScriptApp.deleteTrigger(trigger);
  ScriptApp.newTrigger('send').forForm(FormApp.getActiveForm()).onFormSubmit().create();
}

function send(event) {
  const form = FormApp.getActiveForm();
  const response = event.response;
  const payload = {
    response_id: response.getId(),
    form_title: form.getTitle(),
    submitted_at: response.getTimestamp().toISOString(),
    respondent_email: response.getRespondentEmail(),
    answers: response.getItemResponses().map((answer) => ({
      question: answer.getItem().getTitle(),
      answer: answer.getResponse(),
    })),
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const [answer] = UrlFetchApp.fetchAll([{
        url: ADDRESS,
        method: 'post',
        contentType: 'application/json',
        payload: JSON.stringify(payload),
        muteHttpExceptions: true,
      }]);
      const status = answer.getResponseCode();
      if (status < 300) return;
      if (attempt === 4) throw new Error('Lodge answered ' + status + ': ' + answer.getContentText());
    } catch (error) {
      if (attempt === 4) throw error;
    }
    Utilities.sleep(2000 * attempt);
  }
}
`
