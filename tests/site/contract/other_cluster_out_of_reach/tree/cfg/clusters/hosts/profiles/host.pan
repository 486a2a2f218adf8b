object template host;

'/size' = value('guest:/size');
