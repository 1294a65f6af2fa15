export { checkBackup, type BackupCheck } from './check-backup';
export { BackupRefused, claimFolder, makeBackup, type BackupOptions } from './make-backup';
export { MANIFEST_FILE, manifestHash, type Manifest } from './manifest';
