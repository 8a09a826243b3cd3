import { useState } from 'react'
import { usePreferences } from '../../api/preferences.ts'
import { permission, setNotify } from '../../notifications/browser.ts'
import { chosenTheme, setTheme, type Theme } from '../../shell/theme.ts'
import { LANGUAGES, type Language, useLanguage, useTexts } from '../../texts/texts.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, Switch } from '../../ui/inputs.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'

/** How the pages look and speak, at once; and whether this computer shows notifications. */
export const Looks = () => {
  const { shell } = useTexts()
  const t = useSettingsTexts().account
  const language = useLanguage()
  const { preferences, save } = usePreferences()
  return (
    <Section title={t.looks}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={shell.language}>
          <Select
            value={language}
            // Its options are the languages themselves.
            onChange={(event) => save({ language: event.target.value as Language })}
          >
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={shell.theme}>
          <Select
            value={preferences.theme ?? chosenTheme()}
            onChange={(event) => {
              // Its options are the themes themselves.
              const theme = event.target.value as Theme
              setTheme(theme)
              save({ theme })
            }}
          >
            <option value="light">{shell.light}</option>
            <option value="dark">{shell.dark}</option>
            <option value="system">{shell.system}</option>
          </Select>
        </Field>
      </div>
      <Notify />
    </Section>
  )
}

const Notify = () => {
  const t = useSettingsTexts().account
  const [allowed, setAllowed] = useState(permission)
  const isDenied = allowed === 'denied'
  return (
    <div className="flex flex-col gap-1">
      <Switch
        label={t.notifyOn}
        checked={allowed === 'on'}
        disabled={isDenied}
        onCheckedChange={(on) => void setNotify(on).then(setAllowed)}
      />
      <p className="text-[0.8125rem] text-ink-faint">{isDenied ? t.notifyDenied : t.notifyHint}</p>
    </div>
  )
}
