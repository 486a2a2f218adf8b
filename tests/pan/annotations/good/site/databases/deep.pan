@(The name of a template may have parts.)
structure template site/databases/deep;

'key' = 'value';
