import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Actions } from '../../ui/dialog.tsx'
import { useSettingsTexts } from '../texts.ts'

/** Codes that are good once each, to take away whole; gone once somebody says that they have them. */
export const BackupCodes = ({ codes, onKept }: { codes: string[]; onKept: () => void }) => {
  const t = useSettingsTexts().account
  return (
    <>
      <CopyText label={t.backupCodes} text={codes.join('\n')} />
      <Actions>
        <Button look="primary" onClick={onKept}>
          {t.keptThem}
        </Button>
      </Actions>
    </>
  )
}
