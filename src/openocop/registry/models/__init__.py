"""Who makes OCOP products, what they make, and how both records changed."""

from openocop.registry.models.batch import RegistryBatch
from openocop.registry.models.history import ProducerRevision, ProductRevision
from openocop.registry.models.look import PictureLook
from openocop.registry.models.matching import ProducerToken
from openocop.registry.models.paper import ProducerPaper
from openocop.registry.models.photo import ProductPhoto
from openocop.registry.models.producer import Producer, ProducerIdentifier, ProducerMember
from openocop.registry.models.product import Product

__all__ = [
    "PictureLook",
    "Producer",
    "ProducerIdentifier",
    "ProducerMember",
    "ProducerPaper",
    "ProducerRevision",
    "ProducerToken",
    "Product",
    "ProductPhoto",
    "ProductRevision",
    "RegistryBatch",
]
