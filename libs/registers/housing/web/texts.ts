/** What the commands of the housing register are called. */
export const commandTexts = {
  SetHousingNorm: { vi: 'Đặt định mức hỗ trợ', en: 'Set a support norm' },
  ProposeHouse: { vi: 'Đề nghị hỗ trợ nhà ở', en: 'Propose a house' },
  NameContactPerson: { vi: 'Ghi người liên hệ', en: 'Name a contact person' },
  ApproveHouse: { vi: 'Duyệt hỗ trợ nhà ở', en: 'Approve a house' },
  StartHouse: { vi: 'Ghi khởi công', en: 'Record the start' },
  RecordStage: { vi: 'Ghi giai đoạn', en: 'Record a stage' },
  AcceptHouse: { vi: 'Nghiệm thu', en: 'Accept the house' },
  PayHouse: { vi: 'Chi hỗ trợ', en: 'Pay support' },
  ConfirmHousePayment: { vi: 'Xác nhận đã chi', en: 'Confirm the payment' },
  RefuseHousePayment: { vi: 'Từ chối khoản chi', en: 'Refuse the payment' },
  AmendHousePayment: { vi: 'Sửa khoản chi', en: 'Amend the payment' },
  WithdrawHouse: { vi: 'Rút khỏi danh sách', en: 'Withdraw from the list' },
  CorrectHouse: { vi: 'Đính chính hồ sơ nhà', en: 'Correct the record of a house' },
  ConfirmHouseCorrection: { vi: 'Đồng ý đính chính', en: 'Agree to the correction' },
  ReturnHouseCorrection: { vi: 'Trả lại đính chính', en: 'Return the correction' },
} as const;

/** What its events say. */
export const eventTexts = {
  HousingNormSet: { vi: 'Định mức {norm} cho {kind}: {amount}', en: 'Norm {norm} for {kind}: {amount}' },
  HouseProposed: { vi: 'Đề nghị hỗ trợ hộ {household}', en: 'House proposed for {household}' },
  ContactPersonNamed: { vi: 'Ghi người liên hệ {person}', en: 'Contact person {person} named' },
  HouseApproved: { vi: 'Duyệt {kind}, hỗ trợ {amount}', en: '{kind} approved, support {amount}' },
  HouseStarted: { vi: 'Khởi công', en: 'Building started' },
  HouseStageRecorded: { vi: 'Giai đoạn: {stage}', en: 'Stage: {stage}' },
  HouseAccepted: { vi: 'Nghiệm thu', en: 'Accepted' },
  HousePaymentRequested: { vi: 'Đề nghị chi {amount}', en: 'Payment of {amount} requested' },
  HousePaid: { vi: 'Đã chi {amount}', en: '{amount} paid' },
  HousePaymentRefused: { vi: 'Khoản chi {amount} bị từ chối ({refusal})', en: 'Payment of {amount} refused ({refusal})' },
  HousePaymentAmended: { vi: 'Khoản chi sửa từ {before} thành {amount}', en: 'Payment amended from {before} to {amount}' },
  HouseWithdrawn: { vi: 'Rút khỏi danh sách', en: 'Withdrawn from the list' },
  HouseCorrectionProposed: { vi: 'Đề nghị đính chính', en: 'Correction proposed' },
  HouseCorrectionReturned: { vi: 'Trả lại đính chính', en: 'Correction returned' },
  HouseCorrected: { vi: 'Đã đính chính, tính từ {since}', en: 'Corrected, from {since} on' },
} as const;
