@{ kind = object }
object @{ before template } template @{ before the name } site/databases/of_object @{ before the end };
