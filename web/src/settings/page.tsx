import { useTexts } from '../texts/texts.tsx'

export const SettingsPage = () => {
  const t = useTexts()
  return (
    <main className="p-6">
      <h1 className="text-lg font-semibold">{t.shell.settings}</h1>
    </main>
  )
}
