# expect TN001 'another/name' is not the end
template another/name;
