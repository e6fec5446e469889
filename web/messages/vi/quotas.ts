export const quotaTexts = {
  quotas: {
    link: 'Hạn mức của các cơ quan',
  },
};
