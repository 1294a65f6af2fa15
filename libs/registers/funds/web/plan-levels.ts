/** The rows of the capital plan: of each group by capital type, the group, and all together. */
export const planLevels = {
  'program-type': { vi: 'Theo loại vốn', en: 'By capital type' },
  'component-type': { vi: 'Theo loại vốn', en: 'By capital type' },
  'holder-type': { vi: 'Theo loại vốn', en: 'By capital type' },
  'source-type': { vi: 'Theo loại vốn', en: 'By capital type' },
  'program': { vi: 'Chương trình', en: 'Program' },
  'component': { vi: 'Dự án thành phần', en: 'Component' },
  'holder': { vi: 'Đơn vị', en: 'Holder' },
  'source': { vi: 'Nguồn', en: 'Source' },
  'type': { vi: 'Toàn tỉnh theo loại vốn', en: 'Province by capital type' },
  'total': { vi: 'Toàn tỉnh', en: 'Province' },
};
