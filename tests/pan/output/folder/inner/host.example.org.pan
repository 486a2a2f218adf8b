object template folder/inner/host.example.org;

# An object in folders, with all sorts of dependencies.

include 'folder/part';
'/created' = create('folder/inner/structure');
'/file' = file_contents('folder/note.txt');
'/absent' = list(exists('folder/nowhere'), is_defined(if_exists('folder/neither')), file_exists('folder/nothing.txt'),
    exists('folder/nobody:/x'));
'/other' = value('keys:/keys/b');
